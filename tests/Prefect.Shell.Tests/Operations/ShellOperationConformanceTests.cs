using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Shell.Tests;

public sealed class ShellOperationConformanceTests : BlockConformance<ShellOperation>
{
    private const string Secret = "xK8-shell-conformance-51f0";

    protected override ShellOperation Valid => new()
    {
        Commands = ["echo one", "echo two"],
        StreamOutput = false,
        Env = new() { { "API_TOKEN", Secret } },
        WorkingDir = Path.GetTempPath(),
        Shell = "bash",
        Extension = ".sh",
    };

    protected override IReadOnlyList<string> Canaries => [Secret];

    protected override IReadOnlyList<string> PlainOnWire => [Secret];

    protected override JsonObject Golden => GoldenBlockTypes.Get("shell-operation");
}
