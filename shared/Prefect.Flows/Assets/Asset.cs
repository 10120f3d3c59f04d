namespace Prefect.Flows;

/// <summary>Something that work makes or uses and that lives on: a file, a table, a model. Assets of one key are the same asset.</summary>
/// <example><code>Asset orders = new("s3://lake/orders.parquet") { Properties = new() { Name = "Orders" } };</code></example>
public sealed record Asset
{
    /// <summary>Names an asset.</summary>
    /// <param name="key">Its address, at most 512 characters: a scheme of small letters and digits, <c>://</c>, and what identifies it there.</param>
    /// <exception cref="ArgumentException">The key breaks these rules.</exception>
    public Asset(string key)
    {
        Key = AssetRules.CheckKey(key);
    }

    /// <summary>Its address.</summary>
    public string Key { get; }

    /// <summary>What is to be known about it. Default: nothing.</summary>
    public AssetProperties? Properties { get; init; }

    /// <summary>Names an asset by its key.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ArgumentException">It is no key of an asset.</exception>
    public static implicit operator Asset(string key) => new(key);

    /// <summary>Names an asset by its key.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ArgumentException">It is no key of an asset.</exception>
    public static Asset FromString(string key) => new(key);

    /// <summary>Adds to what is known about the asset as it is being made: row counts, checks, times. Works inside the task that makes it.</summary>
    /// <param name="metadata">Names and values; those of a name that is there are replaced.</param>
    /// <exception cref="ArgumentException">The task does not make this asset.</exception>
    /// <exception cref="MissingContextException">This is not inside a task that makes assets.</exception>
    public void AddMetadata(IReadOnlyDictionary<string, object?> metadata) => AssetContext.Require().AddMetadata(this, metadata);

    /// <summary>Whether the keys are the same.</summary>
    /// <param name="other">Another asset.</param>
    public bool Equals(Asset? other) => other is not null && Key == other.Key;

    /// <summary>A hash of the key.</summary>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Key);

    /// <summary>Gives the key.</summary>
    public override string ToString() => Key;
}
