using System.Globalization;
using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>Says what follows from an answer that it knows.</summary>
internal abstract record WaiterAcceptor(WaiterState State)
{
    /// <exception cref="JmesPathException">The answer is not of the shape that an expression was written for.</exception>
    public abstract bool Knows(WaiterAnswer answer);
}

/// <summary>Knows answers of which an expression gives a value.</summary>
internal sealed record PathAcceptor(JmesPathQuery Path, JsonNode? Expected, WaiterState State) : WaiterAcceptor(State)
{
    public override bool Knows(WaiterAnswer answer) => answer.Error is null && JmesValue.AreEqual(Path.Search(answer.Body), Expected);

    public override string ToString() => $"{Path} is {JmesValue.Json(Expected)}";
}

/// <summary>Knows answers of which an expression gives a list, not empty, whose items all are a value.</summary>
internal sealed record PathAllAcceptor(JmesPathQuery Path, JsonNode? Expected, WaiterState State) : WaiterAcceptor(State)
{
    public override bool Knows(WaiterAnswer answer) =>
        answer.Error is null
        && Path.Search(answer.Body) is JsonArray { Count: > 0 } items
        && items.All(item => JmesValue.AreEqual(item, Expected));

    public override string ToString() => $"{Path} are all {JmesValue.Json(Expected)}";
}

/// <summary>Knows answers of which an expression gives a list with an item that is a value.</summary>
internal sealed record PathAnyAcceptor(JmesPathQuery Path, JsonNode? Expected, WaiterState State) : WaiterAcceptor(State)
{
    public override bool Knows(WaiterAnswer answer) =>
        answer.Error is null && Path.Search(answer.Body) is JsonArray items && items.Any(item => JmesValue.AreEqual(item, Expected));

    public override string ToString() => $"one of {Path} is {JmesValue.Json(Expected)}";
}

/// <summary>Knows answers, errors too, by their status.</summary>
internal sealed record StatusAcceptor(int Expected, WaiterState State) : WaiterAcceptor(State)
{
    public override bool Knows(WaiterAnswer answer) => (int?)answer.Status == Expected;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"the status is {Expected}");
}

/// <summary>Knows all errors that say something of the resource, or all answers that are none.</summary>
internal sealed record AnyErrorAcceptor(bool Expected, WaiterState State) : WaiterAcceptor(State)
{
    public override bool Knows(WaiterAnswer answer) => Expected ? answer is { IsRefusal: true, IsPassing: false } : answer.Error is null;

    public override string ToString() => Expected ? "the answer is an error" : "the answer is no error";
}

/// <summary>Knows errors by the service's code; where an answer has no body to hold one, the status stands for it.</summary>
internal sealed record ErrorCodeAcceptor(string Expected, WaiterState State) : WaiterAcceptor(State)
{
    public override bool Knows(WaiterAnswer answer) =>
        answer.IsRefusal
        && (answer.Error?.ErrorCode == Expected || string.Create(CultureInfo.InvariantCulture, $"{(int?)answer.Status}") == Expected);

    public override string ToString() => $"the answer is the error {Expected}";
}
