namespace Prefect.Databricks;

/// <summary>The answer of a sign-in.</summary>
internal sealed record TokenAnswer
{
    public string? AccessToken { get; init; }

    /// <summary>Seconds that the token is good for.</summary>
    public double? ExpiresIn { get; init; }
}
