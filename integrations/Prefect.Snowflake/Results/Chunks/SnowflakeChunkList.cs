namespace Prefect.Snowflake;

/// <summary>The parts of a large result, and what has to be sent along to read them.</summary>
/// <param name="Infos">The parts, in order.</param>
/// <param name="Headers">Headers of the requests.</param>
internal sealed record SnowflakeChunkList(IReadOnlyList<SnowflakeChunkInfo> Infos, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    /// <summary>Whether another list is of the same parts, at other addresses.</summary>
    public bool IsOfSameParts(SnowflakeChunkList other) =>
        Infos.Select(static info => info.RowCount).SequenceEqual(other.Infos.Select(static info => info.RowCount));

    /// <summary>Gives no address and no header.</summary>
    public override string ToString() => $"{Infos.Count} parts";
}
