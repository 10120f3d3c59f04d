namespace Prefect.Flows;

/// <summary>What a transaction keeps when it is committed.</summary>
/// <param name="value">The value.</param>
/// <param name="record">The record to write as it is; null to make one.</param>
/// <typeparam name="T">Type of the value.</typeparam>
internal sealed class StagedValue<T>(T value, ResultRecord<T>? record) : StagedValue
{
    public override async Task WriteAsync(ResultStore store, string key, string holder)
    {
        if (record is not null)
        {
            await store.PersistAsync(record, key, holder, CancellationToken.None).ConfigureAwait(false);
        }
        else
        {
            // What was staged may be a record that somebody made.
            await (value is ResultRecord<T> made
                ? store.PersistAsync(made, key, holder, CancellationToken.None)
                : store.WriteAsync(value, key, null, holder)).ConfigureAwait(false);
        }
    }
}
