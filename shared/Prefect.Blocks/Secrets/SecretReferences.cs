using System.Collections.Concurrent;

namespace Prefect.Blocks;

/// <summary>
/// Follows secrets that are references: <c>env:NAME</c> is an environment variable, <c>file:PATH</c> the text of a file
/// (<c>~</c> is the home folder, a final line break is dropped), <c>literal:TEXT</c> the text itself. Provider packages add
/// more, <c>aws-sm:NAME</c> for one, as soon as the program refers to them; a program adds its own with <see cref="Register"/>.
/// A value found is kept for <see cref="CacheDuration"/>.
/// </summary>
public static class SecretReferences
{
    private static readonly ConcurrentDictionary<string, ISecretReferenceResolver> s_resolvers = new(
        new ISecretReferenceResolver[] { new EnvironmentReferences(), new FileReferences(), new LiteralReferences() }
            .Select(resolver => KeyValuePair.Create(resolver.Scheme, resolver)),
        StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<string, Lazy<ISecretReferenceResolver>> s_declared = new(StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<string, Resolved> s_cache = new(StringComparer.Ordinal);

    /// <summary>How long a value that was found is used again. Default: 60 seconds.</summary>
    public static TimeSpan CacheDuration { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The clock that ages the cache. Default: the system's.</summary>
    public static TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Adds a kind of reference; one of the same scheme is replaced, and one that a package declares is not used, then or later.</summary>
    /// <param name="resolver">Finds the values.</param>
    /// <exception cref="ArgumentNullException"><paramref name="resolver"/> is null.</exception>
    public static void Register(ISecretReferenceResolver resolver)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        s_resolvers[resolver.Scheme] = resolver;
    }

    /// <summary>
    /// Adds a kind of reference that a package follows, from its module initializer; one that the program registers goes before. With the
    /// metadata <c>secret-reference:SCHEME</c> in its assembly the package is loaded when such a secret is revealed.
    /// </summary>
    /// <param name="scheme">What stands before the colon: lower case, provider and service with a dash between.</param>
    /// <param name="resolver">Makes what finds the values, when it is needed first.</param>
    /// <exception cref="ArgumentException">An argument is null or empty.</exception>
    public static void Declare(string scheme, Func<ISecretReferenceResolver> resolver)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(scheme);
        ArgumentNullException.ThrowIfNull(resolver);
        s_declared[scheme] = new Lazy<ISecretReferenceResolver>(resolver);
    }

    /// <summary>Forgets the values that were found.</summary>
    public static void ClearCache() => s_cache.Clear();

    /// <summary>Tells whether a text is a reference of a known kind.</summary>
    /// <param name="text">The text.</param>
    public static bool IsReference(string? text) => text is not null && Split(text) is not null;

    internal static string Resolve(string stored)
    {
        if (Split(stored) is not null)
        {
            return Sync.Run(() => ResolveAsync(stored, CancellationToken.None).AsTask());
        }

        SecretMasker.Add(stored);
        return stored;
    }

    internal static async ValueTask<string> ResolveAsync(string stored, CancellationToken cancellationToken)
    {
        string value = Split(stored) is { } reference
            ? await FindAsync(stored, reference, cancellationToken).ConfigureAwait(false)
            : stored;
        SecretMasker.Add(value);
        return value;
    }

    private static async ValueTask<string> FindAsync(
        string stored, (ISecretReferenceResolver Resolver, string Target) reference, CancellationToken cancellationToken)
    {
        long now = Clock.GetTimestamp();
        if (s_cache.TryGetValue(stored, out Resolved? known) && Clock.GetElapsedTime(known.At, now) < CacheDuration)
        {
            return known.Value;
        }

        string value = await reference.Resolver.ResolveAsync(reference.Target, cancellationToken).ConfigureAwait(false);
        s_cache[stored] = new Resolved(value, now);
        return value;
    }

    private static (ISecretReferenceResolver Resolver, string Target)? Split(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && Find(text[..colon]) is { } resolver ? (resolver, text[(colon + 1)..]) : null;
    }

    private static ISecretReferenceResolver? Find(string scheme)
    {
        if (s_resolvers.TryGetValue(scheme, out ISecretReferenceResolver? known))
        {
            return known;
        }

        if (s_declared.TryGetValue(scheme, out Lazy<ISecretReferenceResolver>? declared)
            || (ReferenceSchemes.Load(scheme) && s_declared.TryGetValue(scheme, out declared)))
        {
            return declared.Value;
        }

        return ReferenceSchemes.PackageOf(scheme) is { } package ? new MissingReferences(scheme, package) : null;
    }

    private sealed record Resolved(string Value, long At)
    {
        public override string ToString() => SecretMask.Display;
    }
}
