namespace Prefect.Sqlite;

/// <summary>One write that waits for its turn.</summary>
/// <typeparam name="TConnection">What it writes with.</typeparam>
/// <typeparam name="T">What it gives.</typeparam>
internal sealed class WriteRequest<TConnection, T>(Func<TConnection, T> work, WriteDurability durability)
    : WriteRequest<TConnection>(durability)
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _failure;
    private T? _result;

    public override void Execute(TConnection connection) => _result = work(connection);

    public override void Refuse(Exception exception) => _failure = exception;

    public override void Acknowledge()
    {
        if (_failure is null)
        {
            _completion.TrySetResult(_result!);
        }
        else
        {
            _completion.TrySetException(_failure);
        }
    }

    /// <summary>Waits for the acknowledgement. Only a request that has not started can be cancelled.</summary>
    public async ValueTask<T> WaitAsync(CancellationToken cancellationToken)
    {
        CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static (request, token) => ((WriteRequest<TConnection, T>)request!).Cancel(token), this);
        await using (registration.ConfigureAwait(false))
        {
            return await _completion.Task.ConfigureAwait(false);
        }
    }

    private void Cancel(CancellationToken token)
    {
        if (TryCancel())
        {
            _completion.TrySetCanceled(token);
        }
    }
}
