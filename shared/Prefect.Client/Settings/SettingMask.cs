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

    /// <summary>Finds where an address begins to name a user, and the <c>@</c> behind it; -1 where it names none.</summary>
    public static (int Start, int At) FindUser(string text)
    {
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return (0, -1);
        }

        int start = scheme + 3;
        int end = text.AsSpan(start).IndexOfAny("/?#");
        int length = end < 0 ? text.Length - start : end;
        int at = text.AsSpan(start, length).LastIndexOf('@');
        return (start, at < 0 ? -1 : start + at);
    }

    private static string WithoutPassword(string text)
    {
        (int start, int at) = FindUser(text);
        if (at < 0)
        {
            return text;
        }

        int colon = text.IndexOf(':', start, at - start);
        return string.Concat(text.AsSpan(0, colon < 0 ? start : colon + 1), SecretSetting.Mask, text.AsSpan(at));
    }
}
