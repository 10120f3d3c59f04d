namespace Prefect.Flows;

public static partial class FlowRuns
{
    /// <summary>Sends an input to a flow run, which receives it with <see cref="ReceiveInput"/>.</summary>
    /// <param name="input">A record, or a single value such as a text, a number or a list. Secrets in it are masked.</param>
    /// <param name="flowRunId">The run.</param>
    /// <param name="sender">Who sends it. Default: the present run, as <c>prefect.flow-run.ID</c>; nobody outside runs.</param>
    /// <param name="keyPrefix">How its key begins. Default: made of the type's name, as Python makes it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <typeparam name="T">Type of the input.</typeparam>
    /// <exception cref="ArgumentException">The prefix breaks the rules for keys.</exception>
    /// <exception cref="RunStoreException">The store does not know the run, or cannot be written.</exception>
    public static Task SendInputAsync<T>(
        T input, Guid flowRunId, string? sender = null, string? keyPrefix = null, CancellationToken cancellationToken = default) =>
        RunInputSending.SendAsync(RunInputType.Of(input is RunInput ? input.GetType() : typeof(T)), input, flowRunId, sender, keyPrefix, cancellationToken);

    /// <summary>Receives the inputs of a type that are sent to the present flow run, or to another one, in the order in which they come.</summary>
    /// <param name="options">How long it waits, and for what.</param>
    /// <typeparam name="T">Type of the inputs.</typeparam>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="InvalidOperationException">No run is named, and there is none here.</exception>
    /// <example><code>await foreach (string line in FlowRuns.ReceiveInput&lt;string&gt;()) { … }</code></example>
    public static RunInputReceiver<T> ReceiveInput<T>(ReceiveInputOptions? options = null) => new(ReceiveInputOptions.Check(options));
}
