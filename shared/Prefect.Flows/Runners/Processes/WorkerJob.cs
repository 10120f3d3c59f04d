using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>The body of a task with its arguments, on its way to a worker.</summary>
internal sealed record WorkerJob
{
    public required string TaskName { get; init; }

    public required MethodReference Body { get; init; }

    public required IReadOnlyList<WireValue> Arguments { get; init; }

    public required SnapshotDocument Context { get; init; }

    /// <summary>Whether task runs that the body begins are kept.</summary>
    public bool KeepsRuns { get; init; }

    /// <summary>The least severe lines that the program's loggers want.</summary>
    public LogLevel LogLevel { get; init; }

    /// <summary>Takes down a call, in the context that is ambient here.</summary>
    /// <exception cref="TaskTransferException">The body or an argument cannot be carried to another process.</exception>
    public static byte[] Write<TResult>(TaskRunContext context, Call<TResult> call)
    {
        FlowTask task = context.Task;
        if (BodyMethod.Obstacle(task.Definition) is { } obstacle)
        {
            throw new TaskTransferException($"The task '{task.Name}' cannot be run in another process: {obstacle}, or run the flow on threads.");
        }

        ParameterInfo[] parameters = task.Definition.Method.GetParameters();
        WireValue[] arguments = new WireValue[call.Count];
        for (int index = 0; index < arguments.Length; index++)
        {
            arguments[index] = Write(task, parameters[index], call[index]);
        }

        WorkerJob job = new()
        {
            TaskName = task.Name,
            Body = MethodReference.To(task.Definition.Method),
            Arguments = arguments,
            Context = ContextSnapshot.Capture().Document!,
            KeepsRuns = context.Store.KeepsRuns,
            LogLevel = ForwardedLogs.LeastWanted(),
        };
        return JsonSerializer.SerializeToUtf8Bytes(job, SnapshotJson.Default.WorkerJob);
    }

    /// <summary>Gives the arguments for the body.</summary>
    /// <exception cref="TaskTransferException">One cannot be read.</exception>
    public object?[] ReadArguments(MethodInfo body)
    {
        ParameterInfo[] parameters = body.GetParameters();
        object?[] arguments = new object?[Arguments.Count];
        for (int index = 0; index < arguments.Length; index++)
        {
            try
            {
                arguments[index] = WireJson.Read(Arguments[index], parameters[index].ParameterType);
            }
#pragma warning disable CA1031 // The argument's type is the user's: whatever its constructor throws, the task names it.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                throw new TaskTransferException(
                    $"The task '{TaskName}' cannot be run in another process: its argument '{parameters[index].Name}', a {parameters[index].ParameterType.Name}, "
                    + $"cannot be read back from JSON ({exception.GetType().Name}). Give its type a constructor whose parameters are its properties.");
            }
        }

        return arguments;
    }

    /// <summary>Writes what the body gave.</summary>
    /// <exception cref="TaskTransferException">It cannot be written as JSON.</exception>
    public byte[] WriteResult(object? result, Type declared)
    {
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(
                declared == typeof(Unit) ? WireValue.Null : WireJson.Write(result, declared, SecretHandling.Reveal), SnapshotJson.Default.WireValue);
        }
#pragma warning disable CA1031 // The result is the user's: whatever its properties throw while it is written, the task says so.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            throw new TaskTransferException(
                $"The result of the task '{TaskName}' is a {result!.GetType().Name}, which cannot be written as JSON to be carried back ({exception.GetType().Name}). "
                + "Return what it is made from, or run the flow on threads.");
        }
    }

    public override string ToString() => $"{nameof(WorkerJob)} {TaskName}";

    private static WireValue Write(FlowTask task, ParameterInfo parameter, object? value)
    {
        try
        {
            return WireJson.Write(value, parameter.ParameterType, SecretHandling.Reveal);
        }
#pragma warning disable CA1031 // The argument is the user's: whatever its properties throw while it is written, the task names it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            throw new TaskTransferException(
                $"The task '{task.Name}' cannot be run in another process: its argument '{parameter.Name}' is a {value!.GetType().Name}, which cannot be "
                + "written as JSON. Hand over what it is made from, a path for instance, or run the flow on threads.",
                exception);
        }
    }
}
