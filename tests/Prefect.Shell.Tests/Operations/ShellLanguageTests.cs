namespace Prefect.Shell.Tests;

public sealed class ShellLanguageTests
{
    [Theory]
    [InlineData(null, null, false, "bash", ".sh")]
    [InlineData("", null, false, "bash", ".sh")]
    [InlineData("ZSH", null, false, "zsh", ".sh")]
    [InlineData("/Opt/Bin/Fish", ".fish", false, "/Opt/Bin/Fish", ".fish")]
    [InlineData("bash", ".ps1", false, "pwsh", ".ps1")]
    [InlineData("powershell", ".sh", false, "powershell", ".ps1")]
    [InlineData("pwsh", null, true, "pwsh", ".ps1")]
    [InlineData(null, null, true, "powershell", ".ps1")]
    [InlineData(null, ".CMD", true, "cmd", ".CMD")]
    [InlineData("bash", null, true, "bash", ".sh")]
    [InlineData(@"C:\Program Files\Git\bin\Bash.exe", null, true, @"C:\Program Files\Git\bin\Bash.exe", ".sh")]
    public void Shell_and_ending_of_the_script_go_together(string? shell, string? extension, bool isWindows, string program, string ending)
    {
        ShellLanguage language = ShellLanguage.Of(shell, extension, isWindows);
        language.Programs[0].ShouldBe(program);
        language.Extension.ShouldBe(ending);
        (language.LastLine is not null).ShouldBe(ending == ".ps1");
    }

    [Fact]
    public void Each_PowerShell_stands_in_for_the_other()
    {
        ShellLanguage.Of(null, ".ps1", isWindows: false).Programs.ShouldBe(["pwsh", "powershell"]);
        ShellLanguage.Of(null, null, isWindows: true).Programs.ShouldBe(["powershell", "pwsh"]);
    }
}
