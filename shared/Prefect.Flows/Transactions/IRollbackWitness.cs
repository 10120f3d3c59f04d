namespace Prefect.Flows;

/// <summary>Takes note that a transaction was rolled back.</summary>
internal interface IRollbackWitness
{
    /// <summary>Is called once, after the hooks of the transaction and of those inside it.</summary>
    ValueTask RolledBackAsync();
}
