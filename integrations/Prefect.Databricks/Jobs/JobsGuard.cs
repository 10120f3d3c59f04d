namespace Prefect.Databricks;

/// <summary>Looks at what is to be sent, before it is.</summary>
internal static class JobsGuard
{
    private const int LongestToken = 64;
    private const int LongestKey = 100;

    /// <summary>Gives the token, or one that nobody has used where there is none: the service takes a blank one for none.</summary>
    /// <exception cref="ArgumentException">The token is too long.</exception>
    public static string Token(string? token, string parameter)
    {
        if (string.IsNullOrWhiteSpace(token))
        {
            return SubmissionToken.New();
        }

        return token.Length <= LongestToken
            ? token
            : throw new ArgumentException($"An idempotency token has at most {LongestToken} characters; this one has {token.Length}.", parameter);
    }

    /// <exception cref="ArgumentException">A key is missing, too long, has other characters than it may, or is there twice.</exception>
    public static void Keys(IEnumerable<string?>? keys, string parameter)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string? key in keys ?? [])
        {
            if (key is not { Length: > 0 and <= LongestKey } || !key.All(static letter => char.IsLetterOrDigit(letter) || letter is '_' or '-'))
            {
                throw new ArgumentException($"'{key}' is no task_key: it has 1 to {LongestKey} letters, digits, dashes and underscores.", parameter);
            }

            if (!seen.Add(key))
            {
                throw new ArgumentException($"There are two tasks with the task_key '{key}'.", parameter);
            }
        }
    }

    /// <exception cref="ArgumentException">The settings have keys of tasks that cannot be used.</exception>
    public static JobSettings Settings(JobSettings settings, string parameter)
    {
        ArgumentNullException.ThrowIfNull(settings, parameter);
        Keys(settings.Tasks?.Select(static task => task.TaskKey), parameter);
        return settings;
    }

    /// <exception cref="ArgumentException">The settings have keys of tasks, or a token, that cannot be used.</exception>
    public static RunSubmitSettings Settings(RunSubmitSettings settings, string parameter)
    {
        ArgumentNullException.ThrowIfNull(settings, parameter);
        Keys(settings.Tasks?.Select(static task => task.TaskKey), parameter);
        _ = Token(settings.IdempotencyToken, parameter);
        return settings;
    }
}
