namespace Prefect.Git;

/// <summary>Why git must not be asked for something.</summary>
/// <param name="Setting">What is wrong.</param>
/// <param name="Message">Why, and what to do.</param>
internal sealed record GitProblem(GitSetting Setting, string Message);
