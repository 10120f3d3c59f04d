namespace Prefect.Flows;

public abstract partial class Flow
{
    /// <summary>
    /// Draws the flow as text for Mermaid, without a run: its body is executed, and so are those of the flows that it calls, but no
    /// task is. A call of one gives its <see cref="TaskOptions.VisualizationValue"/>, else the default of its type.
    /// </summary>
    /// <param name="arguments">The arguments, in the order of <see cref="Parameters"/>.</param>
    /// <returns>The text; <c>dotnet prefect flow-run graph</c> draws what really ran.</returns>
    /// <exception cref="ParameterBindException">There are more or fewer arguments than parameters.</exception>
    /// <exception cref="InvalidOperationException">The body could not go on with what stands for the results of tasks.</exception>
    public async Task<string> VisualizeAsync(params object?[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        FlowDrawing drawing = new();
        Ambient.Current = new Ambient { Drawing = drawing, AreRunLoggersOff = true };
        try
        {
            await RunUntypedAsync(arguments, FlowCallOptions.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (ParameterBindException or ParameterTypeException))
        {
            throw new InvalidOperationException(
                $"The flow '{Name}' cannot be drawn: its body ended with {exception.GetType().Name}: {exception.Message} "
                + "No task runs while a flow is drawn; give those whose results the body looks into a VisualizationValue.",
                exception);
        }

        return MermaidText.Of(drawing.ToNode(Name));
    }
}
