namespace Prefect.Flows;

/// <summary>An immutable value that is ambient while it is entered.</summary>
public abstract record ContextModel
{
    private int _isEntered;

    private protected ContextModel()
    {
    }

    /// <summary>Copies the context; the copy is not entered.</summary>
    /// <param name="other">The context to copy.</param>
    protected ContextModel(ContextModel other)
    {
        _isEntered = 0;
    }

    /// <summary>Makes the context the current one, here and in what is called from here, until the result is disposed.</summary>
    /// <exception cref="InvalidOperationException">This very instance is entered already; a copy can be entered.</exception>
    public IDisposable Enter()
    {
        if (Interlocked.Exchange(ref _isEntered, 1) != 0)
        {
            throw new InvalidOperationException(
                $"This {GetType().Name} is entered already. Enter a copy of it: context with {{ }}.");
        }

        Ambient outer = Ambient.Current;
        Ambient.Current = Into(outer);
        return new Scope(this, outer);
    }

    /// <summary>Puts the context into what is ambient.</summary>
    private protected abstract Ambient Into(Ambient ambient);

    private sealed class Scope(ContextModel context, Ambient outer) : IDisposable
    {
        public void Dispose()
        {
            if (Interlocked.Exchange(ref context._isEntered, 0) == 0)
            {
                throw new InvalidOperationException($"This {context.GetType().Name} is not entered any more: it was left already.");
            }

            Ambient.Current = outer;
        }
    }
}
