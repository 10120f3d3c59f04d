namespace Prefect.Client;

internal static class SettingMask
{
    public static string Apply(SettingDefinition? definition, string text)
    {
        if (definition is null)
        {
            return WithoutPassword(text);
        }

        return definition.IsSecret && text.Length > 0 ? SecretSetting.Mask : WithoutPassword(text);
    }

    /// <summary>Whether a text is what some program printed in place of a secret.</summary>
    public static bool IsMask(string text) => text.Length > 2 && text.AsSpan().Trim('*').IsEmpty;

    private static string WithoutPassword(string text)
    {
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return text;
        }

        int start = scheme + 3;
        int end = text.AsSpan(start).IndexOfAny("/?#");
        ReadOnlySpan<char> authority = end < 0 ? text.AsSpan(start) : text.AsSpan(start, end);
        int at = authority.LastIndexOf('@');
        if (at < 0)
        {
            return text;
        }

        int colon = authority[..at].IndexOf(':');
        int keep = start + (colon < 0 ? 0 : colon + 1);
        return string.Concat(text.AsSpan(0, keep), SecretSetting.Mask, text.AsSpan(start + at));
    }
}
