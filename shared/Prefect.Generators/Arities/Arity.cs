using System;
using System.Collections.Generic;
using System.Linq;

namespace Prefect.Generators;

/// <summary>A number of parameters, and the lists that are written of them.</summary>
internal sealed class Arity(int count)
{
    public int Count => count;

    /// <summary>The types of the parameters, as <c>T1, T2</c>.</summary>
    public string[] Types { get; } = [.. Each(count, place => $"T{place}")];

    /// <summary>The names of the arguments, as <c>argument1, argument2</c>.</summary>
    public string[] Arguments { get; } = [.. Each(count, place => $"argument{place}")];

    /// <summary>The class that holds the arguments of a call; a call without any is no generic variant of its base.</summary>
    public string Call => count == 0 ? "EmptyCall<TResult>" : $"Call<{List(Types, "TResult")}>";

    public string InputCall => $"InputCall<{List(Types, "TResult")}>";

    /// <summary>What a call is made of before its arguments; the definition has the names of those.</summary>
    public string[] Known { get; } = ["Definition", "Body"];

    /// <summary>What a flow or task keeps of its body.</summary>
    public string Body => Function("ValueTask<TResult>");

    /// <summary>What a flow or task that gives a sequence keeps of its body.</summary>
    public string Items => Function("IAsyncEnumerable<TItem>");

    /// <summary>Joins texts with commas.</summary>
    public static string List(IEnumerable<string> items, params string[] more) => string.Join(", ", items.Concat(more));

    /// <summary>Gives a text for each parameter.</summary>
    /// <param name="text">Is given the place, from 1.</param>
    public IEnumerable<string> Each(Func<int, string> text) => Each(count, text);

    /// <summary>Declares the arguments.</summary>
    /// <param name="type">The type of each, where {0} is the one of the parameter.</param>
    public IEnumerable<string> Declare(string type = "{0}") => Each(place => $"{string.Format(System.Globalization.CultureInfo.InvariantCulture, type, $"T{place}")} argument{place}");

    private static IEnumerable<string> Each(int count, Func<int, string> text) => Enumerable.Range(1, count).Select(text);

    private string Function(string result) => $"Func<{List(Types, "CancellationToken", result)}>";
}
