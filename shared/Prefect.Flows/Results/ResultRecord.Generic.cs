namespace Prefect.Flows;

/// <summary>A result with what is known about how it is kept.</summary>
/// <typeparam name="T">Type of the result.</typeparam>
public sealed class ResultRecord<T> : ResultRecord
{
    internal ResultRecord(T result, ResultRecordMetadata metadata)
        : base(metadata)
    {
        Result = result;
    }

    /// <summary>The result.</summary>
    public T Result { get; }

    internal override object? Value => Result;
}
