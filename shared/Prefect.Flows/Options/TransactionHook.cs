namespace Prefect.Flows;

/// <summary>Is called when a transaction is committed or rolled back.</summary>
/// <param name="transaction">The transaction.</param>
public delegate ValueTask TransactionHook(Transaction transaction);
