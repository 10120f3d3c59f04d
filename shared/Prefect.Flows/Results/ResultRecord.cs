namespace Prefect.Flows;

/// <summary>A result with what is known about how it is kept.</summary>
public abstract class ResultRecord
{
    private protected ResultRecord(ResultRecordMetadata metadata)
    {
        Metadata = metadata;
    }

    /// <summary>How and where the result is kept.</summary>
    public ResultRecordMetadata Metadata { get; }

    internal abstract object? Value { get; }
}
