using System.Collections.Generic;

namespace Prefect.Generators;

/// <summary>Writes the members that submit a task once for each item.</summary>
internal sealed class MapEmitter(CodeWriter writer, Arity arity)
{
    private const string Sequence = "Argument #: an item for each run.";
    private const string Input = "Argument #: an item for each run, or one argument for all.";

    private readonly string _calls = Arity.List(arity.Arguments, "length.Get()");

    public void Emit()
    {
        MapSequences();
        if (arity.Count > 1)
        {
            MapFirst();
        }

        MapInputs();
        Calls("IReadOnlyList<{0}>", arity.Call);
        Calls("MapInput<{0}>", arity.InputCall);
    }

    /// <summary>Nothing but plain sequences: the calls hold plain arguments.</summary>
    private void MapSequences()
    {
        Comment(place => Sequence);
        writer.Line("[OverloadResolutionPriority(2)]");
        writer.Open($"public TaskFutureList<TResult> Map({Arity.List(arity.Declare("IEnumerable<{0}>"), SubmitEmitter.Rest)})");
        Guard(arity.Count);
        writer.Line("MapLength length = new(this);");
        for (int place = 1; place <= arity.Count; place++)
        {
            writer.Line($"IReadOnlyList<T{place}> list{place} = argument{place} as IReadOnlyList<T{place}> ?? [.. argument{place}];");
            writer.Line($"length.Add({place - 1}, list{place}.Count);");
        }

        writer.Line($"return TaskCalls.Map(this, Calls({Arity.List(arity.Each(place => $"list{place}"), "length.Get()")}), waitFor, cancellationToken);");
        writer.Close();
        writer.Line();
    }

    /// <summary>The most frequent mixture: a sequence that may be an interface, and what is the same for all.</summary>
    private void MapFirst()
    {
        Comment(place => place == 1 ? Sequence : Input);
        writer.Line("[OverloadResolutionPriority(1)]");
        IEnumerable<string> parameters = arity.Each(place => $"{(place == 1 ? "IEnumerable" : "MapInput")}<T{place}> argument{place}");
        writer.Open($"public TaskFutureList<TResult> Map({Arity.List(parameters, SubmitEmitter.Rest)})");
        Guard(1);
        IEnumerable<string> arguments = arity.Each(place => place == 1 ? "MapInput.Each<T1>(argument1)" : $"argument{place}");
        writer.Line($"return Map({Arity.List(arguments, "waitFor", "cancellationToken")});");
        writer.Close();
        writer.Line();
    }

    private void MapInputs()
    {
        Comment(place => Input);
        writer.Open($"public TaskFutureList<TResult> Map({Arity.List(arity.Declare("MapInput<{0}>"), SubmitEmitter.Rest)})");
        writer.Line("MapLength length = new(this);");
        for (int place = 1; place <= arity.Count; place++)
        {
            writer.Line($"argument{place} = argument{place}.Materialize();");
            writer.Line($"length.Add({place - 1}, argument{place}.Count);");
        }

        writer.Line($"return TaskCalls.Map(this, Calls({_calls}), waitFor, cancellationToken);");
        writer.Close();
        writer.Line();
    }

    private void Calls(string type, string call)
    {
        writer.Open($"private IEnumerable<Call<TResult>> Calls({Arity.List(arity.Declare(type), "int length")})");
        writer.Open("for (int index = 0; index < length; index++)");
        writer.Line($"yield return new {call}({Arity.List(arity.Known, [.. arity.Each(place => $"argument{place}[index]")])});");
        writer.Close();
        writer.Close();
        writer.Line();
    }

    private void Guard(int count)
    {
        for (int place = 1; place <= count; place++)
        {
            writer.Line($"ArgumentNullException.ThrowIfNull(argument{place});");
        }
    }

    private void Comment(System.Func<int, string> text)
    {
        ArityFile.Summary(writer, "Hands the task to the runner of the flow that is running once for each item, and goes on at once.");
        foreach (string line in arity.Each(place => $"/// <param name=\"argument{place}\">{text(place).Replace("#", $"{place}")}</param>"))
        {
            writer.Line(line);
        }

        ArityFile.WaitFor(writer);
        ArityFile.Parameter(writer, "cancellationToken", "Cancels the runs.");
        writer.Line("/// <returns>The runs that will be, in the order of the items.</returns>");
        if (text(1) == Sequence)
        {
            ArityFile.Throws(writer, "ArgumentNullException", "A sequence is null.");
        }

        if (text(arity.Count) == Input)
        {
            ArityFile.Throws(writer, "MappingMissingIterableException", "No argument is a sequence.");
        }

        if (arity.Count > 1)
        {
            ArityFile.Throws(writer, "MappingLengthMismatchException", "Two sequences have different lengths.");
        }

        ArityFile.Throws(writer, "MissingContextException", "No flow is running here.");
    }
}
