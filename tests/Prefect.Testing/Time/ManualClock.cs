namespace Prefect.Testing;

/// <summary>A clock that stands still until a test moves it, or until somebody waits on it.</summary>
public sealed class ManualClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now;

    /// <summary>Makes a clock.</summary>
    /// <param name="start">Where it stands. Default: noon of a day in 2026.</param>
    public ManualClock(DateTimeOffset? start = null) => _now = start ?? new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Whether whoever waits finds the time over at once, the clock being moved to it.</summary>
    public bool JumpsToTimers { get; set; }

    /// <summary>How long each wait was for, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_gate)
            {
                return [.. _waits];
            }
        }
    }

    private readonly List<TimeSpan> _waits = [];

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Moves the clock and rings what is due, in order.</summary>
    public void Advance(TimeSpan time)
    {
        DateTimeOffset target = GetUtcNow() + time;
        while (NextDue(target) is { } timer)
        {
            timer.Ring();
        }

        lock (_gate)
        {
            _now = target > _now ? target : _now;
        }
    }

    /// <summary>Waits, in real time and however long it takes, until somebody waits on this clock for so long.</summary>
    /// <param name="time">How long that wait is for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task WaitedForAsync(TimeSpan time, CancellationToken cancellationToken = default)
    {
        while (!Waits.Contains(time))
        {
            await Task.Delay(1, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ManualTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private ManualTimer? NextDue(DateTimeOffset target)
    {
        lock (_gate)
        {
            ManualTimer? next = _timers.Where(timer => timer.Due <= target).MinBy(timer => timer.Due);
            if (next is not null)
            {
                _now = next.Due > _now ? next.Due : _now;
                _timers.Remove(next);
            }

            return next;
        }
    }

    private void Schedule(ManualTimer timer, TimeSpan dueTime)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            _waits.Add(dueTime);
            timer.Due = _now + dueTime;
            _timers.Add(timer);
        }

        if (JumpsToTimers)
        {
            ThreadPool.QueueUserWorkItem(_ => Advance(timer.Due > GetUtcNow() ? timer.Due - GetUtcNow() : TimeSpan.Zero));
        }
    }

    private void Remove(ManualTimer timer)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
        }
    }

    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset Due { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            clock.Schedule(this, dueTime);
            return true;
        }

        public void Ring()
        {
            if (_period > TimeSpan.Zero)
            {
                clock.Schedule(this, _period);
            }

            callback(state);
        }

        public void Dispose() => clock.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
