namespace Prefect.Databricks;

/// <summary>What is known about the end of a cluster.</summary>
public sealed record TerminationParameter : DatabricksModel
{
    /// <summary>Amazon's code of the error.</summary>
    public string? AwsApiErrorCode { get; init; }

    /// <summary>Amazon's text of the error.</summary>
    public string? AwsErrorMessage { get; init; }

    /// <summary>What Amazon says about a machine that is unwell.</summary>
    public string? AwsImpairedStatusDetails { get; init; }

    /// <summary>Why a machine is in its state.</summary>
    public string? AwsInstanceStateReason { get; init; }

    /// <summary>What Amazon plans with a machine.</summary>
    public string? AwsInstanceStatusEvent { get; init; }

    /// <summary>Why spare machines were refused.</summary>
    public string? AwsSpotRequestFaultCode { get; init; }

    /// <summary>State of the request for spare machines.</summary>
    public string? AwsSpotRequestStatus { get; init; }

    /// <summary>Databricks' text of the error.</summary>
    public string? DatabricksErrorMessage { get; init; }

    /// <summary>For how many minutes nobody had used it.</summary>
    public string? InactivityDurationMin { get; init; }

    /// <summary>Id of the machine.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Why the pool gave no machines.</summary>
    public string? InstancePoolErrorCode { get; init; }

    /// <summary>Id of the pool that machines are taken from.</summary>
    public string? InstancePoolId { get; init; }

    /// <summary>Name of the user.</summary>
    public string? Username { get; init; }
}
