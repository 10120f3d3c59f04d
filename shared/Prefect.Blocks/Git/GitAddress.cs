using System.Text.RegularExpressions;
using Prefect.Blocks;

namespace Prefect.Git;

/// <summary>Where a repository is, without the user and the password that its address may hold.</summary>
internal sealed partial record GitAddress
{
    private GitAddress(string clean, string scheme)
    {
        Clean = clean;
        Scheme = scheme;
    }

    /// <summary>The address that git is given, and that messages show.</summary>
    public string Clean { get; }

    /// <summary>What git speaks to it: <c>https</c>, <c>http</c> or <c>ssh</c>.</summary>
    public string Scheme { get; }

    /// <summary>The user that the address names; null when it names none.</summary>
    public string? User { get; private init; }

    /// <summary>The password that the address holds; null when it holds none.</summary>
    public SecretString? Password { get; private init; }

    /// <summary>The sign-in that the address itself holds; null when it holds none.</summary>
    public GitSignIn? SignIn => Password is { } password ? new GitSignIn(User ?? "git", password) : null;

    public bool IsWeb => Scheme is "https" or "http";

    /// <summary>Address of the server, for what holds for it alone; null when it is none of the web.</summary>
    public Uri? Server => IsWeb ? new Uri(new Uri(Clean).GetLeftPart(UriPartial.Authority)) : null;

    /// <summary>Reads an address such as <c>https://host/path</c>, <c>ssh://user@host/path</c> or <c>user@host:path</c>.</summary>
    /// <exception cref="ArgumentException">It is none of these.</exception>
    public static GitAddress Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new ArgumentException("The repository has no address.", nameof(text));
        }

        string address = text.Trim();
        if (address.AsSpan().IndexOfAnyInRange('\0', ' ') >= 0 || address.Contains('\x7f', StringComparison.Ordinal))
        {
            throw new ArgumentException("The address of the repository has a space or a control character in it: write them as %20 and the like.", nameof(text));
        }

        // This form has no scheme and, in front of its first colon, no slash.
        if (ShellAddress().IsMatch(address))
        {
            return new GitAddress(address, "ssh");
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("https" or "http" or "ssh") || uri.Host.Length == 0)
        {
            throw new ArgumentException("The address of the repository must begin with https://, http:// or ssh://.", nameof(text));
        }

        return uri.Scheme == "ssh" ? new GitAddress(address, "ssh") : OfWeb(address, uri);
    }

    public override string ToString() => Clean;

    [GeneratedRegex(@"^[A-Za-z0-9_.][A-Za-z0-9_.+-]*@[A-Za-z0-9\[][^/@:\\]*:[^/-]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ShellAddress();

    private static GitAddress OfWeb(string address, Uri uri)
    {
        // Git knows schemes in lower case only.
        address = uri.Scheme + address[uri.Scheme.Length..];
        int authority = uri.Scheme.Length + 3;
        int path = address.AsSpan(authority).IndexOfAny("/?#");
        int end = path < 0 ? address.Length : authority + path;
        int at = address.LastIndexOf('@', end - 1, end - authority);
        if (at < 0)
        {
            return new GitAddress(address, uri.Scheme);
        }

        string[] parts = address[authority..at].Split(':', 2);
        string? password = parts.Length == 2 && parts[1].Length > 0 ? Uri.UnescapeDataString(parts[1]) : null;
        SecretMasker.Add(password);
        return new GitAddress(string.Concat(address.AsSpan(0, authority), address.AsSpan(at + 1)), uri.Scheme)
        {
            User = parts[0].Length > 0 ? Uri.UnescapeDataString(parts[0]) : null,
            Password = password is null ? (SecretString?)null : new SecretString(password),
        };
    }
}
