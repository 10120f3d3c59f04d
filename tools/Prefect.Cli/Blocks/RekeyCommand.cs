namespace Prefect.Cli;

/// <summary><c>block rekey</c>.</summary>
internal sealed class RekeyCommand(CliHost host) : CliCommand("rekey", "Encrypt the embedded store anew, with a new key.", host)
{
    protected override Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken) => throw new NotSupportedException();
}
