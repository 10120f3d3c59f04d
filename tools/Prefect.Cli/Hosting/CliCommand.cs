using System.CommandLine;
using Prefect.Client;

namespace Prefect.Cli;

/// <summary>A command that does something, rather than a group of others.</summary>
internal abstract class CliCommand : Command
{
    private Option<string?>? _output;

    protected CliCommand(string name, string description, CliHost host)
        : base(name, description) =>
        SetAction((typed, cancellationToken) => InvokeAsync(typed, host, cancellationToken));

    /// <summary>Whether the command works with settings that are wrong, because it shows or mends them.</summary>
    protected virtual bool RepairsSettings => false;

    /// <summary>Gives the command the option to print JSON.</summary>
    protected void AddOutput() => Add(_output = GlobalOptions.Output());

    protected abstract Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken);

    private async Task<int> InvokeAsync(ParseResult typed, CliHost host, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        bool isJson = _output is not null && typed.GetValue(_output) is not null;
        Invocation invocation = new(typed, host, isJson, RepairsSettings);
        using IDisposable settings = PrefectSettings.Use(invocation.Settings);
        return await RunAsync(invocation, cancellationToken);
    }
}
