namespace Prefect.Flows;

/// <summary>Which failures of tasks inside a transaction roll it back.</summary>
public enum RollbackOn
{
    /// <summary>Each failed attempt, also one that is repeated and then ends well, as in Python.</summary>
    EachFailure,

    /// <summary>Only a failure that is not repeated any more.</summary>
    FinalFailure,
}
