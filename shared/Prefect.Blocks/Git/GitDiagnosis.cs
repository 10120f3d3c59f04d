using System.Text.RegularExpressions;
using Prefect.Blocks;

namespace Prefect.Git;

/// <summary>Makes out from what git printed why it failed.</summary>
internal static partial class GitDiagnosis
{
    private const int LongestText = 500;

    // The first that occurs decides. A server's refusal comes before what git says about the broken transfer that follows it.
    private static readonly (string Text, GitFailureKind Kind)[] s_signs =
    [
        ("Authentication failed", GitFailureKind.SignIn),
        ("could not read Username", GitFailureKind.SignIn),
        ("could not read Password", GitFailureKind.SignIn),
        ("terminal prompts disabled", GitFailureKind.SignIn),
        ("returned error: 401", GitFailureKind.SignIn),
        ("Permission denied (publickey", GitFailureKind.SignIn),
        ("returned error: 403", GitFailureKind.Permission),
        ("returned error: 404", GitFailureKind.Repository),
        ("repository not found", GitFailureKind.Repository),
        ("does not exist or you do not have permissions", GitFailureKind.Repository),
        ("is this a git repository?", GitFailureKind.Repository),
        ("does not appear to be a git repository", GitFailureKind.Repository),
        ("' not found", GitFailureKind.Repository),
        ("Remote branch", GitFailureKind.Reference),
        ("Could not find remote branch", GitFailureKind.Reference),
        ("Could not resolve host", GitFailureKind.NameResolution),
        ("certificate", GitFailureKind.Encryption),
        ("SSL", GitFailureKind.Encryption),
        ("gnutls", GitFailureKind.Encryption),
        ("No space left on device", GitFailureKind.Local),
        ("could not create", GitFailureKind.Local),
        ("unable to create", GitFailureKind.Local),
        ("unable to write", GitFailureKind.Local),
        ("Could not connect", GitFailureKind.Connection),
        ("Couldn't connect", GitFailureKind.Connection),
        ("Failed to connect", GitFailureKind.Connection),
        ("timed out", GitFailureKind.Connection),
        ("Operation too slow", GitFailureKind.Connection),
        ("early EOF", GitFailureKind.Connection),
        ("RPC failed", GitFailureKind.Connection),
        ("remote end hung up", GitFailureKind.Connection),
        ("Empty reply", GitFailureKind.Connection),
        ("reset by peer", GitFailureKind.Connection),
        ("returned error: 5", GitFailureKind.Connection),
        ("returned error: 429", GitFailureKind.Connection),
        ("returned error: 408", GitFailureKind.Connection),
        ("unable to access", GitFailureKind.Connection),
    ];

    public static GitException Of(string attempt, GitOutcome outcome)
    {
        GitFailureKind kind = KindOf(outcome.Errors);
        string said = Summary(outcome.Errors);
        string what = said.Length == 0 ? $"git ended with code {outcome.ExitCode}." : $"git said: {said}";
        return new GitException(kind, $"Could not {attempt}: {what} {Advice(kind)}");
    }

    public static string Advice(GitFailureKind kind) => kind switch
    {
        GitFailureKind.Missing => "Install git, version 2.20 or later, and see that it is on the PATH.",
        GitFailureKind.SignIn => "Check the credentials: that there are some, and that the token is whole, not expired, and may read code.",
        GitFailureKind.Permission => "The sign-in is known but may not read the repository: give it that right.",
        GitFailureKind.Repository => "Check the address, and that the credentials may see the repository: servers hide those they may not.",
        GitFailureKind.Reference => "Give the name of a branch or of a tag that the repository has; names are case-sensitive.",
        GitFailureKind.Folder => "Give the path of a folder in the repository; names are case-sensitive.",
        GitFailureKind.NameResolution => "Check the spelling of the host's name, and that this machine can look it up.",
        GitFailureKind.Encryption => "Check that the server's certificate is valid and trusted by git (http.sslCAInfo).",
        GitFailureKind.Local => "Check that the folder can be written, and that there is room on the disk.",
        GitFailureKind.Connection or GitFailureKind.Timeout => "Check that this machine reaches the server, and try again later.",
        _ => "Try the same with git by hand to see more.",
    };

    private static GitFailureKind KindOf(string errors) =>
        Array.Find(s_signs, sign => Names().Replace(errors, "''").Contains(sign.Text, StringComparison.OrdinalIgnoreCase)).Kind;

    private static string Summary(string errors)
    {
        IEnumerable<string> lines = errors.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith("Cloning into", StringComparison.Ordinal));
        string text = UserInfo().Replace(SecretMasker.Mask(string.Join(' ', lines)), "://");
        text = string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
        text = text.Length > LongestText ? text[..LongestText] + "…" : text;
        return text.Length == 0 || text[^1] is '.' or '!' or '?' or '…' ? text : text + ".";
    }

    // A repository may be called "openssl", which says nothing about encryption.
    [GeneratedRegex(@"(?<=^|\s)'[^'\n]*'", RegexOptions.CultureInvariant | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Names();

    [GeneratedRegex(@"://[^/@\s]+@", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UserInfo();
}
