namespace Prefect.Gcp;

/// <summary>How far a copy inside the service is.</summary>
/// <param name="Done">Whether it is complete.</param>
/// <param name="RewriteToken">What goes on with it; null when it is complete.</param>
internal sealed record GcsRewriteAnswer(bool Done, string? RewriteToken);
