namespace Prefect.Testing;

/// <summary>Says which requests a fault befalls, and counts them.</summary>
public sealed class FaultRule
{
    private readonly Lock _lock = new();
    private readonly Func<ProxiedRequest, bool> _when;
    private int _toSkip;
    private int _left;

    internal FaultRule(Fault fault, Func<ProxiedRequest, bool> when, int skip, int times)
    {
        Fault = fault;
        _when = when;
        _toSkip = skip;
        _left = times;
    }

    /// <summary>What goes wrong.</summary>
    public Fault Fault { get; }

    /// <summary>How many requests it has befallen.</summary>
    public int Hits { get; private set; }

    /// <summary>Decides about a request, and uses up one of the times when it applies.</summary>
    internal bool Applies(ProxiedRequest request)
    {
        if (!_when(request))
        {
            return false;
        }

        lock (_lock)
        {
            if (_toSkip > 0)
            {
                _toSkip--;
                return false;
            }

            if (_left == 0)
            {
                return false;
            }

            _left--;
            Hits++;
            return true;
        }
    }
}
