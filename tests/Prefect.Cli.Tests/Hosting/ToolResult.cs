namespace Prefect.Cli.Tests;

/// <summary>What a run of the tool answered.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error)
{
    public void ShouldBeDone() => ExitCode.ShouldBe(ExitCodes.Done, Error);

    public void ShouldFail(string message)
    {
        Error.ShouldContain(message);
        ExitCode.ShouldBe(ExitCodes.Failed, Error);
        Error.ShouldNotContain("   at ");
    }

    public void ShouldBeWrongUsage(string message)
    {
        Error.ShouldContain(message);
        ExitCode.ShouldBe(ExitCodes.WrongUsage, Error);
        Output.ShouldBeEmpty();
    }
}
