namespace Prefect.Gcp;

/// <summary>What a look at a job found: what it gave, why it failed, or neither as long as it is under way.</summary>
internal readonly record struct BigQueryVerdict<T>(T? Value, GcpException? Failure)
    where T : class;
