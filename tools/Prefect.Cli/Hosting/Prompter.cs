namespace Prefect.Cli;

/// <summary>Asks questions, on the error stream, so that results stay alone on the output.</summary>
internal sealed class Prompter(CliHost host, bool isAllowed)
{
    /// <summary>Whether there is somebody to ask.</summary>
    public bool CanAsk { get; } = isAllowed && host.IsInputTerminal;

    /// <summary>Asks for a line; null where the input ended.</summary>
    public Task<string?> AskAsync(string question, CancellationToken cancellationToken) =>
        ReadAsync(question, _ => host.Input.ReadLine(), cancellationToken);

    /// <summary>Asks for a line that is not shown; null where the input ended.</summary>
    public Task<string?> AskHiddenAsync(string question, CancellationToken cancellationToken) =>
        ReadAsync(question, host.ReadHidden ?? (_ => host.Input.ReadLine()), cancellationToken);

    /// <summary>Asks for a yes or no; anything but yes is a no.</summary>
    public async Task<bool> ConfirmAsync(string question, CancellationToken cancellationToken)
    {
        string? answer = await AskAsync($"{question} [y/N]: ", cancellationToken);
        return answer?.Trim() is { } given
            && (given.Equals("y", StringComparison.OrdinalIgnoreCase) || given.Equals("yes", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Says something to the one who is asked.</summary>
    public void Say(string text) => host.Error.WriteLine(Printable.Of(text));

    private async Task<string?> ReadAsync(
        string question, Func<CancellationToken, string?> read, CancellationToken cancellationToken)
    {
        await host.Error.WriteAsync(Printable.Of(question).AsMemory(), cancellationToken);
        await host.Error.FlushAsync(cancellationToken);
        // A read from a terminal cannot be cancelled: it is left behind.
        return await Task.Run(() => read(cancellationToken), CancellationToken.None).WaitAsync(cancellationToken);
    }
}
