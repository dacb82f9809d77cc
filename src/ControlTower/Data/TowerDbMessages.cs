using ControlTower.Playbook.Notifications;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>Tables of what customers are told and what they answer.</summary>
public sealed partial class TowerDb
{
    public DbSet<Message> Messages => Set<Message>();

    public DbSet<MessageText> MessageTexts => Set<MessageText>();

    public DbSet<Conversation> Conversations => Set<Conversation>();

    public DbSet<HeardMessage> HeardMessages => Set<HeardMessage>();
}
