namespace Prefect.Flows;

/// <summary>A run whose failure is accepted, whatever the type of its result.</summary>
internal interface IAllowedFailure
{
    TaskFuture Future { get; }

    object? ValueOrException { get; }
}
