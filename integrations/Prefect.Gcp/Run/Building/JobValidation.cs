using System.Text.RegularExpressions;

namespace Prefect.Gcp;

/// <summary>Finds out that a job cannot work before anything is asked of the service.</summary>
internal static partial class JobValidation
{
    /// <exception cref="GcpConfigurationException">It is no region.</exception>
    public static void CheckRegion(string? region) =>
        Refuse(!Region().IsMatch(region ?? ""), "region", "region has the form of us-central1: small letters, digits and dashes.");

    public static void CheckNulls(params ReadOnlySpan<(object? Value, string Field)> all)
    {
        foreach ((object? value, string field) in all)
        {
            Refuse(value is null, field, $"{field} is null.");
        }
    }

    public static void CheckWords(IReadOnlyList<string>? words, string field) =>
        Refuse(words is not null && words.Any(word => word is null), field, $"A word of {field} is null.");

    public static void CheckEnv(IEnumerable<string> names) =>
        Refuse(names.Any(name => string.IsNullOrWhiteSpace(name) || name.Contains('=', StringComparison.Ordinal)), "env", "A variable of env has no name, or one with an equals sign.");

    public static void CheckSecret(SecretKeySelector? secret, string field) => Refuse(
        secret is not null && (string.IsNullOrWhiteSpace(secret.Secret) || string.IsNullOrWhiteSpace(secret.Version)),
        field,
        $"{field} needs the name of a secret and a version.");

    public static void CheckMemory(string? memory) =>
        Refuse(memory is not null && !Memory().IsMatch(memory), "memory", "memory is a whole number and G, Gi, M or Mi: 512Mi.");

    public static void CheckTimeout(TimeSpan? timeout, TimeSpan longest)
    {
        bool isWrong = timeout is { } time && (time <= TimeSpan.Zero || time > longest || time.Ticks % TimeSpan.TicksPerSecond != 0);
        Refuse(isWrong, "timeout", string.Create(null, $"timeout is a whole number of seconds, 1 to {longest.TotalSeconds:0}."));
    }

    public static void Refuse(bool isWrong, string field, string message)
    {
        if (isWrong)
        {
            throw new GcpConfigurationException(field, message);
        }
    }

    [GeneratedRegex(@"\A[a-z]{1,20}(-[a-z0-9]{1,20}){1,3}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Region();

    [GeneratedRegex(@"\A\d+(G|Gi|M|Mi)\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Memory();
}
