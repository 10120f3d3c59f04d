using System.Collections.ObjectModel;
using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Flows;

[SyncTwins]
public abstract partial class Flow
{
    private JsonObject? _parameterSchema;

    /// <summary>The JSON schema of the parameters, as deployments publish it: title, type, properties, required, definitions. It is a copy.</summary>
    public JsonObject ParameterSchema => (JsonObject)(_parameterSchema ??= FlowParameterSchema.Of(this)).DeepClone();

    /// <summary>Turns arguments that came as JSON into values of the parameters' types.</summary>
    /// <param name="parameters">The arguments by name. An object <c>{"$ref": "slug/name"}</c> in them stands for a saved block.</param>
    /// <param name="cancellationToken">Ends the loading of blocks.</param>
    /// <returns>A value for every parameter, defaults filled in, in the order of <see cref="Parameters"/>.</returns>
    /// <exception cref="ParameterBindException">A parameter without default is missing, or there is one that the flow has not.</exception>
    /// <exception cref="ParameterTypeException">A value does not fit its parameter.</exception>
    public Task<IReadOnlyDictionary<string, object?>> ValidateParametersAsync(JsonObject parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return FlowParameterBinding.BindAsync(this, FlowParameterBinding.Read(this, parameters), cancellationToken);
    }

    /// <summary>Turns arguments of types that are near into values of the parameters' types: <c>"1"</c> into 1.</summary>
    /// <param name="parameters">The arguments by name; JSON, plain values or values of the right types.</param>
    /// <param name="cancellationToken">Ends the loading of blocks.</param>
    /// <returns>A value for every parameter, defaults filled in, in the order of <see cref="Parameters"/>.</returns>
    /// <exception cref="ParameterBindException">A parameter without default is missing, or there is one that the flow has not.</exception>
    /// <exception cref="ParameterTypeException">A value does not fit its parameter.</exception>
    public Task<IReadOnlyDictionary<string, object?>> ValidateParametersAsync(
        IReadOnlyDictionary<string, object?> parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return FlowParameterBinding.BindAsync(this, parameters, cancellationToken);
    }

    /// <summary>
    /// Writes arguments as JSON, to be kept with a run. It never fails: secrets are masked, blocks become references, and what is no
    /// data (a run, a stream, an object inside itself) becomes the name of its type, as <c>&lt;FileStream&gt;</c>.
    /// </summary>
    /// <param name="parameters">The arguments by name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
#pragma warning disable CA1822 // A flow serialises its own parameters; that all do it alike is not the caller's business.
    public JsonObject SerializeParameters(IReadOnlyDictionary<string, object?> parameters)
#pragma warning restore CA1822
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return new JsonObject(parameters.Select(parameter => KeyValuePair.Create(parameter.Key, ParameterWriter.ToJson(parameter.Value))));
    }

    /// <summary>Runs the flow on arguments that came as JSON. A value that does not fit makes a failed run; the body is not called then.</summary>
    /// <param name="parameters">The arguments by name.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>The state that the run ended in.</returns>
    /// <exception cref="ParameterBindException">A parameter without default is missing, or there is one that the flow has not; no run is made.</exception>
    public Task<State> RunFromJsonAsync(JsonObject parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return FlowParameterBinding.RunAsync(this, FlowParameterBinding.Read(this, parameters), new FlowCallOptions { CancellationToken = cancellationToken });
    }

    /// <summary>
    /// Executes a run of this flow that exists already and waits to be executed: one that was suspended and resumed, or one that is
    /// planned, when its time has come. The body begins anew, on the arguments that are kept with the run.
    /// </summary>
    /// <param name="flowRunId">The run.</param>
    /// <param name="parameters">Arguments by name, in place of those that are kept. Secrets are kept masked, and must be given here.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>The state that the run ended in.</returns>
    /// <exception cref="FlowAbortedException">The run does not wait to be executed, is executed by another process, or is another flow's.</exception>
    /// <exception cref="ParameterBindException">The flow has other parameters than the run has arguments. The run is left as it is.</exception>
    /// <exception cref="ParameterTypeException">An argument does not fit, or is a secret that was not kept. The run is left as it is.</exception>
    /// <exception cref="InvalidOperationException">This is called in a flow.</exception>
    /// <exception cref="RunStoreException">The store does not know the run, or cannot be reached.</exception>
    public Task<State> ExecuteRunAsync(
        Guid flowRunId, IReadOnlyDictionary<string, object?>? parameters = null, CancellationToken cancellationToken = default) =>
        ExistingRun.ExecuteAsync(this, flowRunId, parameters ?? ReadOnlyDictionary<string, object?>.Empty, cancellationToken);
}
