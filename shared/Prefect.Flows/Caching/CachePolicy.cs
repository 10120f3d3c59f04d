namespace Prefect.Flows;

/// <summary>
/// Says what the key of a cached result is made of. Policies are added with <c>+</c>; <c>policy - "name"</c> leaves a parameter
/// out. Results are only cached where they are kept.
/// </summary>
public abstract record CachePolicy
{
    private protected CachePolicy()
    {
    }

    /// <summary>The resolved arguments. A task without parameters has no key.</summary>
    public static CachePolicy Inputs { get; } = new InputsPolicy();

    /// <summary>The source text of the body: editing it makes another key, building it again does not.</summary>
    public static CachePolicy TaskSource { get; } = new TaskSourcePolicy();

    /// <summary>The flow run, or the task run outside flows: nothing is used beyond it.</summary>
    public static CachePolicy RunId { get; } = new RunIdPolicy();

    /// <summary>The parameters of the flow that calls the task. A flow without parameters has no key.</summary>
    public static CachePolicy FlowParameters { get; } = new FlowParametersPolicy();

    /// <summary>No key: nothing is cached.</summary>
    public static CachePolicy None { get; } = new NonePolicy();

    /// <summary><see cref="Inputs"/>, <see cref="TaskSource"/> and <see cref="RunId"/> together.</summary>
    public static CachePolicy Default { get; } = Inputs + TaskSource + RunId;

    /// <summary>Where metadata of results is kept, and so looked for. Default: with the results.</summary>
    public ResultStorage? KeyStorage { get; private protected init; }

    /// <summary>Locks keys. Default: as in the transaction around the task.</summary>
    public ILockManager? LockManager { get; private protected init; }

    /// <summary>How runs with one key see each other. Default: as in the transaction around the task.</summary>
    public IsolationLevel? IsolationLevel { get; private protected init; }

    internal virtual bool IsNone => false;

    /// <summary>Makes a key of the keys of both. One that has no key of its own does not count.</summary>
    /// <exception cref="ArgumentException">They have different key storages, lock managers or isolation levels.</exception>
    public static CachePolicy operator +(CachePolicy left, CachePolicy right) => Add(left, right);

    /// <summary>Leaves a parameter out of the arguments that count.</summary>
    /// <param name="policy">The policy; one without <see cref="Inputs"/> stays as it is.</param>
    /// <param name="parameter">Name of the parameter.</param>
    public static CachePolicy operator -(CachePolicy policy, string parameter) => Subtract(policy, parameter);

    /// <summary>Makes a policy of a function that gives the key as it is to be.</summary>
    /// <param name="function">The function.</param>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public static CachePolicy From(CacheKeyFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return new FunctionPolicy(function);
    }

    /// <summary>Makes a key of the keys of both; the same as <c>+</c>.</summary>
    /// <param name="left">One policy.</param>
    /// <param name="right">The other.</param>
    /// <exception cref="ArgumentException">They have different key storages, lock managers or isolation levels.</exception>
    public static CachePolicy Add(CachePolicy left, CachePolicy right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (right.IsNone)
        {
            return left;
        }

        return left.IsNone ? right : new CompoundPolicy(left, right);
    }

    /// <summary>Leaves a parameter out of the arguments that count; the same as <c>-</c>.</summary>
    /// <param name="policy">The policy; one without <see cref="Inputs"/> stays as it is.</param>
    /// <param name="parameter">Name of the parameter.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static CachePolicy Subtract(CachePolicy policy, string parameter)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentException.ThrowIfNullOrWhiteSpace(parameter);
        return policy.Without(parameter);
    }

    /// <summary>Makes the same policy with other places for keys and locks. What is not given stays.</summary>
    /// <param name="keyStorage">Where metadata of results is kept, and so looked for.</param>
    /// <param name="lockManager">Locks keys.</param>
    /// <param name="isolationLevel">How runs with one key see each other.</param>
    public CachePolicy Configure(ResultStorage? keyStorage = null, ILockManager? lockManager = null, IsolationLevel? isolationLevel = null) => this with
    {
        KeyStorage = keyStorage ?? KeyStorage,
        LockManager = lockManager ?? LockManager,
        IsolationLevel = isolationLevel ?? IsolationLevel,
    };

    /// <summary>Gives the key of one run.</summary>
    /// <param name="context">The run.</param>
    /// <param name="inputs">The resolved arguments by parameter.</param>
    /// <param name="flowParameters">What the flow around it was called with; <see langword="null"/> outside flows.</param>
    /// <returns>The key; <see langword="null"/> for none.</returns>
    /// <exception cref="HashException">A value that belongs to the key cannot be hashed.</exception>
    public abstract string? ComputeKey(
        TaskRunContext context, IReadOnlyDictionary<string, object?> inputs, IReadOnlyDictionary<string, object?>? flowParameters);

    internal virtual CachePolicy Without(string parameter) => this;
}
