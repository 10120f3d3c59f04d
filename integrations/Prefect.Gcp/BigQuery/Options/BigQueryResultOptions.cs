namespace Prefect.Gcp;

/// <summary>The form that the rows of a query are given in.</summary>
public sealed record BigQueryResultOptions
{
    /// <summary>As a list of rows.</summary>
    public static BigQueryResultOptions Default { get; } = new();

    /// <summary>Whether they are given as a <see cref="System.Data.DataTable"/>. It goes before <see cref="ResultTransformer"/>, which is not asked then.</summary>
    public bool ToDataframe { get; init; }

    /// <summary>Makes something else of the rows, which it reads while they come. Default: nothing.</summary>
    public Func<BigQueryRows, CancellationToken, Task<object?>>? ResultTransformer { get; init; }
}
