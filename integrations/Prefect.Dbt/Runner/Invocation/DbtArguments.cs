using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Prefect.Dbt;

/// <summary>Arguments of dbt's command line.</summary>
public static class DbtArguments
{
    private static readonly Dictionary<string, string> s_short = new(StringComparer.Ordinal)
    {
        ["-s"] = "--select",
        ["-m"] = "--select",
        ["--model"] = "--select",
        ["--models"] = "--select",
        ["-t"] = "--target",
        ["-x"] = "--fail-fast",
        ["-f"] = "--full-refresh",
        ["-d"] = "--debug",
        ["-q"] = "--quiet",
    };

    /// <summary>
    /// Adds settings to arguments: <c>full_refresh = true</c> as <c>--full-refresh</c>, false as <c>--no-full-refresh</c>, a list as its items
    /// behind the flag, a dictionary as JSON, null and an empty list not at all. What the arguments say already wins.
    /// </summary>
    /// <param name="kwargs">Settings by name, with underscores.</param>
    /// <param name="args">The arguments. Default: none.</param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public static IReadOnlyList<string> FromKwargs(IReadOnlyDictionary<string, object?> kwargs, IReadOnlyList<string>? args = null)
    {
        ArgumentNullException.ThrowIfNull(kwargs);
        List<string> all = [.. args ?? []];
        HashSet<string> given = [.. all.Where(argument => argument.StartsWith('-')).Select(Flag)];
        foreach ((string name, object? value) in kwargs)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof(kwargs));
            string flag = name.Replace('_', '-');
            if (value is not null && !given.Contains(flag))
            {
                all.AddRange(Words(flag, value));
            }
        }

        return all;
    }

    /// <summary>The name of a flag, whether it is set or taken back.</summary>
    internal static string Flag(string argument)
    {
        string flag = argument.Split('=', 2)[0];
        string name = s_short.GetValueOrDefault(flag, flag).TrimStart('-');
        return name.StartsWith("no-", StringComparison.Ordinal) ? name[3..] : name;
    }

    /// <summary>Takes a flag and its value out of arguments.</summary>
    /// <returns>The value; null where the flag is not there.</returns>
    internal static string? Take(List<string> args, string flag)
    {
        string? value = null;
        for (int index = 0; index < args.Count;)
        {
            if (args[index] == flag && index + 1 < args.Count)
            {
                value = args[index + 1];
                args.RemoveRange(index, 2);
            }
            else if (args[index].StartsWith(flag + "=", StringComparison.Ordinal))
            {
                value = args[index][(flag.Length + 1)..];
                args.RemoveAt(index);
            }
            else
            {
                index++;
            }
        }

        return value;
    }

    private static IEnumerable<string> Words(string flag, object value) => value switch
    {
        true => [$"--{flag}"],
        false => [$"--no-{flag}"],
        string text => [$"--{flag}", text],
        JsonNode or IDictionary => [$"--{flag}", ToJson(value)?.ToJsonString() ?? ""],
        IEnumerable items => items.Cast<object?>().Select(Text).ToArray() is { Length: > 0 } words ? [$"--{flag}", .. words] : [],
        _ => [$"--{flag}", Text(value)],
    };

    /// <summary>JSON is YAML too, which dbt reads variables as.</summary>
    private static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        JsonNode node => node.DeepClone(),
        bool truth => JsonValue.Create(truth),
        int or long => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        decimal exact => JsonValue.Create(exact),
        float or double => JsonValue.Create(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        string text => JsonValue.Create(text),
        IDictionary members => new JsonObject(members.Keys.Cast<object>().Select(key => KeyValuePair.Create(Text(key), ToJson(members[key])))),
        IEnumerable items => new JsonArray([.. items.Cast<object?>().Select(ToJson)]),
        _ => JsonValue.Create(Text(value)),
    };

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
