using System.Text.Json.Serialization;
using Prefect.Blocks;

namespace Prefect.Databricks;

/// <summary>Signs in to a registry of images.</summary>
[JsonConverter(typeof(DockerBasicAuthConverter))]
public sealed record DockerBasicAuth : DatabricksModel
{
    /// <summary>Password.</summary>
    public SecretString? Password { get; init; }

    /// <summary>Name of the user.</summary>
    public string? Username { get; init; }
}
