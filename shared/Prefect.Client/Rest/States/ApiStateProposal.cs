using System.Text.Json.Nodes;

namespace Prefect.Client;

/// <summary>A state that a server is asked to put a run in.</summary>
/// <param name="Type">Its kind.</param>
public sealed record ApiStateProposal(ApiStateType Type)
{
    /// <summary>Its name. Default: the kind's own, such as <c>Crashed</c>.</summary>
    public string Name { get => string.IsNullOrEmpty(field) ? Type.ToString() : field; init; } = "";

    /// <summary>What there is to say about it.</summary>
    public string? Message { get; init; }

    /// <summary>All else that is known about it. The id of the run is filled in, and the id of the change unless it is given.</summary>
    public ApiStateDetails StateDetails { get; init; } = ApiStateDetails.None;

    /// <summary>Where the result is kept.</summary>
    public JsonNode? Data { get; init; }
}
