using System.Text.Json;

namespace Prefect.Flows;

/// <summary>Where and how a run keeps results, in a snapshot. What only the process that took it can reach, locks for one, is left out.</summary>
internal sealed record ResultStoreDocument
{
    public ResultStorageDocument? Storage { get; init; }

    public ResultStorageDocument? MetadataStorage { get; init; }

    /// <summary>The serializer as records name it.</summary>
    public JsonElement? Serializer { get; init; }

    public bool CacheInMemory { get; init; }

    public static ResultStoreDocument? Of(ResultStore? store) => store is null ? null : new ResultStoreDocument
    {
        Storage = store.Storage?.ToDocument(),
        MetadataStorage = store.MetadataStorage?.ToDocument(),
        Serializer = store.Serializer is { } serializer ? Write(serializer) : null,
        CacheInMemory = store.CacheInMemory,
    };

    public ResultStore Restore() => new()
    {
        Storage = ResultStorage.FromDocument(Storage),
        MetadataStorage = ResultStorage.FromDocument(MetadataStorage),

        // One that the program's own entry point makes known is not known in a worker; results are written as the settings say then.
        Serializer = Serializer is { } json && ResultSerializers.Read(json) is var serializer and not UnknownSerializer ? serializer : null,
        CacheInMemory = CacheInMemory,
    };

    private static JsonElement Write(ResultSerializer serializer)
    {
        System.Buffers.ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter writer = new(bytes))
        {
            serializer.Write(writer);
        }

        return JsonElement.Parse(bytes.WrittenSpan);
    }
}
