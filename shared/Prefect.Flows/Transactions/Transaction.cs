namespace Prefect.Flows;

/// <summary>PLACEHOLDER: owner is results.</summary>
public sealed class Transaction;
