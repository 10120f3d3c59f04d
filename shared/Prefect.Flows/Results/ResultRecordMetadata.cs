using System.Reflection;
using System.Text.Json;

namespace Prefect.Flows;

/// <summary>How and where a result is kept. This, not the result, is what a state of a run holds.</summary>
public sealed record ResultRecordMetadata
{
    /// <summary>Path of the result in its storage: absolute for a folder of this machine, else relative to the block's.</summary>
    public string? StorageKey { get; init; }

    /// <summary>When the result stops being used, with its offset; <see langword="null"/> for never.</summary>
    public DateTimeOffset? Expiration { get; init; }

    /// <summary>What it is written by.</summary>
    public required ResultSerializer Serializer { get; init; }

    /// <summary>Version of the library that wrote it. Default: this one.</summary>
    public string PrefectVersion { get; init; } = Version;

    /// <summary>The block that keeps it; <see langword="null"/> for a folder of this machine.</summary>
    public Guid? StorageBlockId { get; init; }

    /// <summary>Whether the result is not to be used any more.</summary>
    public bool IsExpired => Expiration <= FlowClock.Now;

    private static string Version { get; } =
        typeof(ResultRecordMetadata).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>Reads what <see cref="ToJson"/> writes, and what Python writes.</summary>
    /// <param name="json">The JSON.</param>
    /// <exception cref="FormatException">The text is no such JSON.</exception>
    public static ResultRecordMetadata Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return ResultRecordJson.ReadMetadata(document.RootElement);
        }
        catch (JsonException failure)
        {
            throw new FormatException($"This is no metadata of a result: {failure.Message}", failure);
        }
    }

    /// <summary>Gives the JSON of the metadata, as states on a server and files in a storage hold it.</summary>
    public string ToJson() => System.Text.Encoding.UTF8.GetString(ResultRecordJson.WriteMetadata(this));
}
