namespace Prefect.Flows;

/// <summary>A result as a storage gave it: not turned into a value yet, unless this process has it in memory.</summary>
/// <param name="Metadata">How it is kept.</param>
/// <param name="Content">What the serializer wrote.</param>
internal sealed record StoredResult(ResultRecordMetadata Metadata, ReadOnlyMemory<byte> Content)
{
    /// <summary>The record in memory.</summary>
    public ResultRecord? Remembered { get; init; }

    /// <summary>Where it is remembered in memory once it is read.</summary>
    public string? MemoryKey { get; init; }

    /// <summary>Whether the content is of the form that its serializer writes.</summary>
    public bool IsReadable => Metadata.Serializer.Accepts(Content);

    /// <summary>Gives the value.</summary>
    /// <exception cref="ResultSerializationException">The content is no such value.</exception>
    /// <exception cref="UnsupportedSerializerException">It was written by a serializer that .NET does not have.</exception>
    public ResultRecord<T> Read<T>(ResultStore store)
    {
        if (Remembered is ResultRecord<T> record)
        {
            return record;
        }

        if (Remembered?.Value is T value)
        {
            return new ResultRecord<T>(value, Metadata);
        }

        ResultRecord<T> read = new(Deserialize<T>(), Metadata);
        if (MemoryKey is not null)
        {
            store.Remember(MemoryKey, read);
        }

        return read;
    }

    private T Deserialize<T>()
    {
        try
        {
            return Metadata.Serializer.Deserialize<T>(Content)!;
        }
        catch (UnsupportedSerializerException failure)
        {
            throw new UnsupportedSerializerException($"The result '{Metadata.StorageKey}' cannot be read: {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is (not FlowException) or ResultSerializationException)
        {
            throw new ResultSerializationException($"The result '{Metadata.StorageKey}' cannot be read as {typeof(T)}: {failure.Message}", failure);
        }
    }
}
