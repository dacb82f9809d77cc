using ControlTower.Playbook.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ControlTower.Notifications;

internal sealed class MessageTable : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> table)
    {
        table.ToTable("message");
        table.HasKey(message => message.Id);
        table.Property(message => message.Id).ValueGeneratedNever();
        table.Property(message => message.Told).HasColumnType("jsonb");
    }
}

internal sealed class MessageTextTable : IEntityTypeConfiguration<MessageText>
{
    public void Configure(EntityTypeBuilder<MessageText> table)
    {
        table.ToTable("message_text");
        table.HasKey(text => text.MessageId);
        table.Property(text => text.MessageId).ValueGeneratedNever();
        table.Property(text => text.Values).HasColumnType("jsonb");
        table.HasOne<Message>().WithOne().HasForeignKey<MessageText>(text => text.MessageId); // so that the message is written first
    }
}

internal sealed class ConversationTable : IEntityTypeConfiguration<Conversation>
{
    public void Configure(EntityTypeBuilder<Conversation> table)
    {
        table.ToTable("conversation");
        table.HasKey(conversation => conversation.Id);
        table.Property(conversation => conversation.Id).ValueGeneratedNever();
    }
}

internal sealed class HeardMessageTable : IEntityTypeConfiguration<HeardMessage>
{
    public void Configure(EntityTypeBuilder<HeardMessage> table)
    {
        table.ToTable("heard_message");
        table.HasKey(heard => heard.Id);
        table.Property(heard => heard.Id).ValueGeneratedNever();
        table.HasOne<Conversation>().WithMany().HasForeignKey(heard => heard.ConversationId);
    }
}
