namespace Prefect.Packages.Tests;

/// <summary>What a command ended with and wrote, both streams together.</summary>
internal sealed record CommandResult(string Command, int ExitCode, string Output, string Error)
{
    public CommandResult ShouldSucceed()
    {
        ExitCode.ShouldBe(0, $"{Command}\n{Output}\n{Error}");
        return this;
    }

    public override string ToString() => $"{Command} ended with {ExitCode}\n{Output}\n{Error}";
}
