using System.Collections.Generic;

namespace Prefect.Generators;

/// <summary>A shape that the code of a flow or task can have.</summary>
/// <param name="Returns">What it returns; empty for nothing.</param>
/// <param name="Result">Type of the result of the flow or task; null for one that gives items.</param>
/// <param name="Adapter">Makes a <c>ValueTask</c> of a call, which stands for {0}.</param>
/// <param name="HasToken">Whether its last parameter is the token.</param>
/// <param name="Remark">How it is described.</param>
internal sealed record BodyShape(string Returns, string? Result, string Adapter, bool HasToken, string Remark)
{
    public bool IsStream => Result is null;

    /// <summary>The type parameter for what it gives; null where it gives nothing.</summary>
    public string? Gives => Result switch { null => "TItem", "Unit" => null, _ => Result };

    /// <summary>
    /// A shape that says more goes before one that takes anything: an asynchronous lambda would else be an <c>async void</c>, or a
    /// function whose result is a task. Tasks go before sequences: a lambda that only throws fits both.
    /// </summary>
    public int Priority => Returns.StartsWith("Task", System.StringComparison.Ordinal) ? 2 : IsStream ? 1 : 0;

    public static IEnumerable<BodyShape> All()
    {
        foreach (bool hasToken in new[] { false, true })
        {
            yield return new("TResult", "TResult", "new ValueTask<TResult>({0})", hasToken, "a function");
            yield return new("", "Unit", "default(ValueTask<Unit>)", hasToken, "a method without a result");
            yield return new("Task", "Unit", "BodyResults.Of({0})", hasToken, "an asynchronous method without a result");
            yield return new("Task<TResult>", "TResult", "BodyResults.Of({0})", hasToken, "an asynchronous function");
            yield return new("IAsyncEnumerable<TItem>", null, "{0}", hasToken, "a method that gives one item after another");
        }
    }

    /// <summary>The type of the delegate.</summary>
    public string Delegate(Arity arity)
    {
        string types = Arity.List(arity.Types, HasToken ? ["CancellationToken"] : []);
        if (Returns.Length > 0)
        {
            return types.Length == 0 ? $"Func<{Returns}>" : $"Func<{types}, {Returns}>";
        }

        return types.Length == 0 ? "Action" : $"Action<{types}>";
    }

    /// <summary>The lambda that a flow or task keeps, around the delegate.</summary>
    public string Lambda(Arity arity)
    {
        string call = $"body({Arity.List(arity.Arguments, HasToken ? ["token"] : [])})";
        string head = $"({Arity.List(arity.Arguments, HasToken ? "token" : "_")}) =>";
        return Returns.Length == 0 ? $"{head} {{ {call}; return {Adapter}; }}" : $"{head} {Adapter.Replace("{0}", call)}";
    }
}
