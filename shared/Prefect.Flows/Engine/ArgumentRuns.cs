namespace Prefect.Flows;

/// <summary>Finds runs inside arguments, and puts results in their place.</summary>
internal static class ArgumentRuns
{
    private const int DeepestNesting = 64;

    /// <summary>Whether arguments for a parameter of this type need to be looked at.</summary>
    public static bool MayHold<T>() => Holding<T>.May;

    /// <summary>Finds the runs that an argument is or holds.</summary>
    /// <exception cref="ParameterBindException">The argument does not let itself be looked through.</exception>
    public static void Collect<T>(T value, DependencyCollector dependencies)
    {
        if (!Holding<T>.May || value is null)
        {
            return;
        }

        try
        {
            CollectFrom(value, dependencies, DeepestNesting);
        }
#pragma warning disable CA1031 // Properties and sequences are the user's: whatever they throw, the run says where.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            throw new ParameterBindException(
                $"The argument for '{dependencies.Parameter}' could not be looked through for task runs: {exception.GetType().Name}: {exception.Message} "
                + "Give it as Quote.Of(…) to have it passed on as it is.",
                exception);
        }
    }

    /// <summary>Gives an argument with results in place of the runs, as far as its type allows; the argument itself when it holds none.</summary>
    public static T Resolve<T>(T value) =>
        Holding<T>.May && value is not null && ArgumentResolution.Resolve(value, DeepestNesting) is T resolved ? resolved : value;

    private static void CollectFrom(object value, DependencyCollector dependencies, int depth)
    {
        if (depth == 0 || !RunHolding.May(value.GetType()))
        {
            return;
        }

        switch (value)
        {
            case TaskFuture future:
                dependencies.Add(future, allowFailure: false);
                break;
            case State state:
                dependencies.Add(state);
                break;
            case IAllowedFailure allowed:
                dependencies.Add(allowed.Future, allowFailure: true);
                break;
            case IInputAnnotation annotation:
                CollectAnnotated(annotation, dependencies, depth);
                break;
            default:
                if (value is ValueType || dependencies.Walk(value))
                {
                    CollectInside(value, dependencies, depth);
                }

                break;
        }
    }

    private static void CollectInside(object value, DependencyCollector dependencies, int depth)
    {
        foreach (object? item in RunHolding.Items(value))
        {
            CollectItem(item, dependencies, depth);
        }
    }

    private static void CollectAnnotated(IInputAnnotation annotation, DependencyCollector dependencies, int depth)
    {
        if (!annotation.IsOpaque)
        {
            CollectItem(annotation.Unwrap(), dependencies, depth);
        }
    }

    private static void CollectItem(object? item, DependencyCollector dependencies, int depth)
    {
        if (item is not null)
        {
            CollectFrom(item, dependencies, depth - 1);
        }
    }

    private static class Holding<T>
    {
        public static readonly bool May = RunHolding.May(typeof(T));
    }
}
