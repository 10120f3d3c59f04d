namespace Prefect.Flows;

/// <summary>Changes how hooks of transactions are called.</summary>
public static class TransactionHooks
{
    /// <summary>Makes a hook that is called without a word in the log.</summary>
    /// <param name="hook">The hook.</param>
    /// <exception cref="ArgumentNullException"><paramref name="hook"/> is null.</exception>
    public static TransactionHook Unlogged(this TransactionHook hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return new UnloggedHook(hook).InvokeAsync;
    }

    internal static bool IsLogged(TransactionHook hook) => hook.Target is not UnloggedHook;

    /// <summary>What a hook is called in the log.</summary>
    internal static string Name(TransactionHook hook)
    {
        string name = hook.Method.Name;

        // The compiler calls a lambda <Method>b__0; the method that holds it tells more.
        return name.StartsWith('<') && name.IndexOf('>', StringComparison.Ordinal) is var end and > 1 ? $"{name[1..end]} (lambda)" : name;
    }

    private sealed class UnloggedHook(TransactionHook hook)
    {
        public ValueTask InvokeAsync(Transaction transaction) => hook(transaction);
    }
}
